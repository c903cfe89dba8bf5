using PolyCloud.Polymarket.Http;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Research.Simulate.World;

/// <summary>
/// Nodes of the chain that do not tell how things stand: one that is behind has seen no result yet, one that lies says that Down won,
/// whether or not anything is decided. Blocks are told truly, so that nothing else gives them away.
/// </summary>
internal static class FalseNode
{
    private const string One = "0x0000000000000000000000000000000000000000000000000000000000000001";
    private const string Zero = "0x0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>A selector and one word, in hexadecimal: the question for the denominator. The one for a numerator has another word.</summary>
    private const int DenominatorDigits = 8 + 64;

    /// <summary>What the node says instead; null where the call is none that it falsifies.</summary>
    public static VenueResponse? Answer(HttpCall call, bool lies)
    {
        var text = System.Text.Encoding.UTF8.GetString(call.Body.Span);
        if (!text.Contains("\"eth_call\"", StringComparison.Ordinal) || DataOf(text) is not { } data)
        {
            return null;
        }

        var asksDenominator = data.Length == DenominatorDigits;
        var asksDown = data.EndsWith('1');
        var result = lies && (asksDenominator || asksDown) ? One : Zero;
        return new VenueResponse(200, System.Text.Encoding.UTF8.GetBytes($"{{\"jsonrpc\":\"2.0\",\"id\":{IdOf(text)},\"result\":\"{result}\"}}"));
    }

    private static string? DataOf(string text)
    {
        foreach (var name in (ReadOnlySpan<string>)["\"data\":\"0x", "\"input\":\"0x"])
        {
            if (text.IndexOf(name, StringComparison.Ordinal) is var at and >= 0)
            {
                var from = at + name.Length;
                return text[from..text.IndexOf('"', from)];
            }
        }

        return null;
    }

    private static string IdOf(string text)
    {
        var from = text.IndexOf("\"id\":", StringComparison.Ordinal) + 5;
        return text[from..text.IndexOfAny([',', '}'], from)];
    }
}
