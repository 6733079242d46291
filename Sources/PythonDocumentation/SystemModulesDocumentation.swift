/// What functions of `fcntl`, `grp` and `pwd` tell of themselves.
extension NativeDocumentation {
    static var systemModulesRows: StaticString {
        #"""
        fcntl($module, fd, cmd, arg=0, /)
          Do something with a descriptor, or ask about it; gives a number, or bytes if arg is bytes.
        flock($module, fd, operation, /)
          Lock a file as a whole, or unlock it.
        ioctl($module, fd, request, arg=0, mutate_flag=True, /)
          Ask something of the device behind a descriptor; what arg holds is changed, if it can be.
        lockf($module, fd, cmd, len=0, start=0, whence=0, /)
          Lock a part of a file, or unlock it; a length of 0 goes to the end.
        getgrall($module, /)
          The entries of all groups, in any order.
        getgrgid($module, /, id)
          The entry of the group with a number.
        getgrnam($module, /, name)
          The entry of the group with a name.
        getpwall($module, /)
          The entries of all users, in any order.
        getpwnam($module, name, /)
          The entry of the user with a name.
        getpwuid($module, uidobj, /)
          The entry of the user with a number.
        """#
    }
}
