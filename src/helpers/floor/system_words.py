"""What a computer says when a file cannot be written, in words for a user."""

import errno

_WORDS = {
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de ruimte van deze gebruiker is op",
    errno.EFBIG: "het bestand mag niet zo groot worden",
    errno.EROFS: "de schijf is alleen te lezen",
    errno.EACCES: "geen toegang",
    errno.EPERM: "niet toegestaan",
    errno.ENOENT: "de map is er niet meer",
    errno.ESTALE: "de map is er niet meer",
    errno.EEXIST: "er staat iets anders met die naam",
    errno.ENOTDIR: "er staat iets anders met die naam",
    errno.ENOTEMPTY: "er staat iets anders met die naam",
    errno.EISDIR: "er staat een map met die naam",
}
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
MAKE_ROOM = "Maak ruimte, ook in de tijdelijke map."


def in_dutch(error: OSError) -> str:
    """What the system said, in words for a user.

    >>> in_dutch(OSError(errno.ENOSPC, "No space left on device"))
    'de schijf is vol'
    """
    return _WORDS.get(error.errno or 0, error.strerror or str(error))
