/// What functions and types of `unicodedata` tell of themselves.
extension NativeDocumentation {
    static var unicodedata: StaticString {
        #"""
        UCD.bidirectional($self, chr, /)
        UCD.category($self, chr, /)
        UCD.combining($self, chr, /)
        UCD.decimal($self, chr, default=<unrepresentable>, /)
        UCD.decomposition($self, chr, /)
        UCD.digit($self, chr, default=<unrepresentable>, /)
        UCD.east_asian_width($self, chr, /)
        UCD.is_normalized($self, form, unistr, /)
        UCD.lookup($self, name, /)
        UCD.mirrored($self, chr, /)
        UCD.name($self, chr, default=<unrepresentable>, /)
        UCD.normalize($self, form, unistr, /)
        UCD.numeric($self, chr, default=<unrepresentable>, /)
        bidirectional($self, chr, /)
        category($self, chr, /)
        combining($self, chr, /)
        decimal($self, chr, default=<unrepresentable>, /)
        decomposition($self, chr, /)
        digit($self, chr, default=<unrepresentable>, /)
        east_asian_width($self, chr, /)
        is_normalized($self, form, unistr, /)
        lookup($self, name, /)
        mirrored($self, chr, /)
        name($self, chr, default=<unrepresentable>, /)
        normalize($self, form, unistr, /)
        numeric($self, chr, default=<unrepresentable>, /)
        """#
    }
}
