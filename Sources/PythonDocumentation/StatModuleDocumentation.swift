/// What functions and types of `_stat` tell of themselves.
extension NativeDocumentation {
    static var nativeStatRows: StaticString {
        #"""
        S_IFMT
          The bits of a mode that tell the kind of file.
        S_IMODE
          The bits of a mode that os.chmod can set.
        S_ISBLK
          Whether a mode is that of a block device.
        S_ISCHR
          Whether a mode is that of a character device.
        S_ISDIR
          Whether a mode is that of a directory.
        S_ISDOOR
          Whether a mode is that of a door.
        S_ISFIFO
          Whether a mode is that of a named pipe.
        S_ISLNK
          Whether a mode is that of a symbolic link.
        S_ISPORT
          Whether a mode is that of an event port.
        S_ISREG
          Whether a mode is that of a regular file.
        S_ISSOCK
          Whether a mode is that of a socket.
        S_ISWHT
          Whether a mode is that of a whiteout.
        filemode
          A mode as ls shows it, as -rwxr-xr-x.
        """#
    }
}
