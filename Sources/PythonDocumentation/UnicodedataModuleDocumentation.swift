/// What functions and types of `unicodedata` tell of themselves.
extension NativeDocumentation {
    static var unicodedataRows: StaticString {
        #"""
        UCD.bidirectional($self, chr, /)
          The bidirectional class of a character.
        UCD.category($self, chr, /)
          The general category of a character.
        UCD.combining($self, chr, /)
          The combining class of a character, 0 by default.
        UCD.decimal($self, chr, default=<unrepresentable>, /)
          The decimal digit that a character stands for, the default if there is none.
        UCD.decomposition($self, chr, /)
          The decomposition of a character, as text.
        UCD.digit($self, chr, default=<unrepresentable>, /)
          The digit that a character stands for, the default if there is none.
        UCD.east_asian_width($self, chr, /)
          The East Asian width of a character.
        UCD.is_normalized($self, form, unistr, /)
          Whether a text is in a normal form.
        UCD.lookup($self, name, /)
          The character of a name.
        UCD.mirrored($self, chr, /)
          1 if a character is mirrored in text from right to left, else 0.
        UCD.name($self, chr, default=<unrepresentable>, /)
          The name of a character, the default if there is none.
        UCD.normalize($self, form, unistr, /)
          A text in a normal form: NFC, NFKC, NFD or NFKD.
        UCD.numeric($self, chr, default=<unrepresentable>, /)
          The number that a character stands for, the default if there is none.
        bidirectional($self, chr, /)
          The bidirectional class of a character.
        category($self, chr, /)
          The general category of a character.
        combining($self, chr, /)
          The combining class of a character, 0 by default.
        decimal($self, chr, default=<unrepresentable>, /)
          The decimal digit that a character stands for, the default if there is none.
        decomposition($self, chr, /)
          The decomposition of a character, as text.
        digit($self, chr, default=<unrepresentable>, /)
          The digit that a character stands for, the default if there is none.
        east_asian_width($self, chr, /)
          The East Asian width of a character.
        is_normalized($self, form, unistr, /)
          Whether a text is in a normal form.
        lookup($self, name, /)
          The character of a name.
        mirrored($self, chr, /)
          1 if a character is mirrored in text from right to left, else 0.
        name($self, chr, default=<unrepresentable>, /)
          The name of a character, the default if there is none.
        normalize($self, form, unistr, /)
          A text in a normal form: NFC, NFKC, NFD or NFKD.
        numeric($self, chr, default=<unrepresentable>, /)
          The number that a character stands for, the default if there is none.
        """#
    }
}
