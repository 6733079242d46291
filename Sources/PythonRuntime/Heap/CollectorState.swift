/// The cyclic collector's generations; the algorithm is in the files beside this one (owner: heap).
public struct CollectorState {
    var isEnabled = true
    var isCollecting = false
}
