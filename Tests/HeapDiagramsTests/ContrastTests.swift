import Glibc
import Testing

@testable import HeapDiagrams

/// The palette against WCAG 2's contrast ratios, in both themes.
@Suite struct ContrastTests {
    private struct Colour {
        var red: Double
        var green: Double
        var blue: Double

        init?(_ text: String) {
            guard text.utf8.count == 7, let value = Int(text.dropFirst(), radix: 16) else {
                return nil
            }
            red = Double(value >> 16) / 255
            green = Double(value >> 8 & 255) / 255
            blue = Double(value & 255) / 255
        }

        /// This colour laid over another at an opacity.
        func over(_ other: Colour, opacity: Double) -> Colour {
            var mixed = other
            mixed.red += (red - other.red) * opacity
            mixed.green += (green - other.green) * opacity
            mixed.blue += (blue - other.blue) * opacity
            return mixed
        }

        private var luminance: Double {
            func linear(_ part: Double) -> Double {
                part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
            }
            return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
        }

        func contrast(with other: Colour) -> Double {
            let lights = [luminance, other.luminance].sorted()
            return (lights[1] + 0.05) / (lights[0] + 0.05)
        }
    }

    @Test(arguments: ["ink", "mute", "n", "s", "q", "m", "o", "p", "a", "c", "d"], [false, true])
    func textIsLegibleOnAllItStandsOn(_ name: String, _ isDark: Bool) throws {
        let text = try colour(name, isDark)
        for ground in ["bg", "card", "soft"] {
            let plain = try colour(ground, isDark)
            #expect(text.contrast(with: plain) >= 4.5, "\(name) on \(ground)")
            if ground == "soft" { continue }
            let tinted = text.over(plain, opacity: 0.13)
            #expect(text.contrast(with: tinted) >= 4.5, "\(name) on its tint over \(ground)")
        }
    }

    @Test(arguments: [false, true])
    func arrowsStandOutFromTheirGround(_ isDark: Bool) throws {
        let ground = try colour("bg", isDark)
        for name in ["edge", "a", "mute"] {
            #expect(try colour(name, isDark).contrast(with: ground) >= 3, "\(name)")
        }
    }

    private func colour(_ name: String, _ isDark: Bool) throws -> Colour {
        let entry = try #require(DiagramStyle.palette.first { $0.name == name })
        return try #require(Colour(isDark ? entry.dark : entry.light))
    }
}
