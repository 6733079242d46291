/// Signs drawn as strokes in a 10 by 10 box, so that they look the same whatever fonts there are.
enum Icon: Sendable {
    case plus, pencil, cross, recycle, pin, link, next, resize, holder, unreached, minus

    /// Path data relative to the box's top left corner, which the writer moves to first.
    var path: StaticString {
        switch self {
        case .plus: return "m5 1.5v7m-3.5-3.5h7"
        case .minus: return "m1.5 5h7"
        case .pencil: return "m1.5 8.5l.6-2.3 5-5 1.7 1.7-5 5z"
        case .cross: return "m2 2l6 6m0-6l-6 6"
        case .recycle: return "m8.6 5.6a3.7 3.7 0 1 1-.9-3.1m.6-1.9v2.3h-2.3"
        case .pin: return "m5 9.2v-3m-2.7 0h5.4l-1.2-1.8v-2.6h-3v2.6z"
        case .link:
            return
                "m4.3 5.7l1.4-1.4m-2.4.4l-1.4 1.4a1.6 1.6 0 0 0 2.3 2.3l1.4-1.4m.8-4.2l1.4-1.4a1.6 1.6 0 0 1 2.3 2.3l-1.4 1.4"
        case .next: return "m1.5 5h6.5m-2.6-2.8l2.8 2.8-2.8 2.8"
        case .resize: return "m1 5h8m-6-2l-2 2 2 2m4-4l2 2-2 2"
        case .holder: return "m2 1.5h6v7l-3-2.2-3 2.2z"
        case .unreached: return "m2.4 7.6l5.2-5.2m1.1 2.6a3.7 3.7 0 1 1-7.4 0a3.7 3.7 0 1 1 7.4 0"
        }
    }
}
