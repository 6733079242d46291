import CCMark
import Glibc

/// A node of libcmark's tree, borrowed from the document it was parsed into.
///
/// This is the only file that calls libcmark. Nodes don't outlive `withParsedDocument`; everything
/// they give is copied.
struct CommonMarkNode {
    enum Kind {
        case document, quote, list, item, codeBlock, htmlBlock, paragraph, heading, thematicBreak
        case text, softBreak, lineBreak, code, inlineHTML, emphasis, strong, link, image, other
    }

    // SAFETY: points into the tree that `withParsedDocument` owns and frees after its closure.
    private let pointer: OpaquePointer

    private init?(_ pointer: OpaquePointer?) {
        guard let pointer else { return nil }
        self.pointer = pointer
    }

    /// Parses CommonMark and lends its tree. Nil if libcmark has no memory.
    static func withParsedDocument<Result, Failure: Error>(
        _ text: ArraySlice<UInt8>, _ body: (CommonMarkNode) throws(Failure) -> Result
    ) throws(Failure) -> Result? {
        let root = text.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                cmark_parse_document(characters.baseAddress, characters.count, CMARK_OPT_DEFAULT)
            }
        }
        guard let node = CommonMarkNode(root) else { return nil }
        defer { cmark_node_free(root) }
        return try body(node)
    }

    var firstChild: CommonMarkNode? { CommonMarkNode(cmark_node_first_child(pointer)) }
    var next: CommonMarkNode? { CommonMarkNode(cmark_node_next(pointer)) }
    var parent: CommonMarkNode? { CommonMarkNode(cmark_node_parent(pointer)) }

    /// The line it starts on, counted from 1.
    var startLine: Int { Int(cmark_node_get_start_line(pointer)) }
    /// The column in bytes, counted from 1.
    var startColumn: Int { Int(cmark_node_get_start_column(pointer)) }
    var endLine: Int { Int(cmark_node_get_end_line(pointer)) }

    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }
    var isTightList: Bool { cmark_node_get_list_tight(pointer) != 0 }

    var literal: [UInt8] { Self.bytes(cmark_node_get_literal(pointer)) }
    var destination: [UInt8] { Self.bytes(cmark_node_get_url(pointer)) }
    /// A fence's info string with escapes and entities taken out.
    var fenceInfo: [UInt8] { Self.bytes(cmark_node_get_fence_info(pointer)) }
    var title: [UInt8] { Self.bytes(cmark_node_get_title(pointer)) }

    /// Appends the literal without an array of its own.
    func appendLiteral(to buffer: inout [UInt8]) {
        guard let characters = cmark_node_get_literal(pointer) else { return }
        let bytes = UnsafeRawBufferPointer(start: characters, count: strlen(characters))
        buffer.append(contentsOf: bytes)
    }

    private static func bytes(_ characters: UnsafePointer<CChar>?) -> [UInt8] {
        guard let characters else { return [] }
        return [UInt8](UnsafeRawBufferPointer(start: characters, count: strlen(characters)))
    }

    var kind: Kind {
        switch cmark_node_get_type(pointer) {
        case CMARK_NODE_DOCUMENT: .document
        case CMARK_NODE_BLOCK_QUOTE: .quote
        case CMARK_NODE_LIST: .list
        case CMARK_NODE_ITEM: .item
        case CMARK_NODE_CODE_BLOCK: .codeBlock
        case CMARK_NODE_HTML_BLOCK: .htmlBlock
        case CMARK_NODE_PARAGRAPH: .paragraph
        case CMARK_NODE_HEADING: .heading
        case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
        case CMARK_NODE_TEXT: .text
        case CMARK_NODE_SOFTBREAK: .softBreak
        case CMARK_NODE_LINEBREAK: .lineBreak
        case CMARK_NODE_CODE: .code
        case CMARK_NODE_HTML_INLINE: .inlineHTML
        case CMARK_NODE_EMPH: .emphasis
        case CMARK_NODE_STRONG: .strong
        case CMARK_NODE_LINK: .link
        case CMARK_NODE_IMAGE: .image
        default: .other
        }
    }
}
