"""What the system says when a file cannot be read or written, in Chinese."""

import errno
from collections.abc import Mapping
from types import MappingProxyType

_REASONS: Mapping[int, str] = MappingProxyType(
    {
        errno.ENOSPC: "磁盘已满",
        errno.EDQUOT: "超出了磁盘配额",
        errno.EFBIG: "超出了文件大小的限制",
        errno.EACCES: "没有权限，或正被别的程序占用",
        errno.EPERM: "没有权限",
        errno.EROFS: "磁盘或文件夹是只读的",
        errno.EISDIR: "这里有同名的文件夹",
        errno.ENOTDIR: "路径中有一段是文件，不是文件夹",
        errno.EEXIST: "这里已有同名的文件",
        errno.ENOENT: "找不到文件或文件夹",
        errno.ENAMETOOLONG: "文件名或路径太长",
        errno.ELOOP: "是指向别处的链接",
        errno.EIO: "磁盘读写出错",
        errno.EMFILE: "打开的文件太多",
    }
)


def reason_of(error: OSError) -> str:
    """Why, in a few words; the system's own words where they are rare."""
    return _REASONS.get(error.errno or 0) or error.strerror or type(error).__name__
