using PolyCloud.Exchange.Tapes;
using PolyCloud.Research.Importing.Reading;
using PolyCloud.Research.Importing.Tapes;

namespace PolyCloud.Research.Importing.Formats;

/// <summary>One window of full books being read: both tokens side by side, of which the one with more books is used.</summary>
internal sealed class FullBookWindow
{
    private readonly ArrivalOrder _order = new();
    private readonly string _slug;
    private readonly Engine.Values.Outcome? _winner;
    private readonly FullBookToken[] _tokens;

    /// <exception cref="RecordingFormatException">The line tells no window, or nothing tells which outcome its tokens are.</exception>
    public FullBookWindow(JsonRecord header, WindowTable known)
    {
        var name = header["slug"];
        _slug = name.Text;
        _winner = known.WinnerOf(_slug);
        var condition = header["market"].Text;
        var tokens = header.Texts("tokens");
        if (tokens.Count is < 1 or > 2)
        {
            throw new RecordingFormatException(header.File, header.Line, "tokens", $"names {tokens.Count} tokens, expected one or two.");
        }

        var spec = RecordedSpec.OfSlug(_slug) ?? throw name.Bad("the name of a window, such as btc-updown-5m-1776241200");
        _tokens = [.. tokens.Select((token, index) =>
        {
            // A book taken for the wrong outcome's is the market upside down: without the table's word there is no window.
            var side = known.SideOf(token.Text) ?? throw token.Bad("a token whose outcome a windows.csv beside the recording tells");
            var other = tokens.Count > 1 ? tokens[1 - index].Text : null;
            return new FullBookToken(side, new BookTape(side == Engine.Values.Outcome.Up ? spec.WithTokens(condition, token.Text, other) : spec.WithTokens(condition, other, token.Text)));
        })];
    }

    /// <summary>A line that cannot be read may have been a change of any of the tokens' books.</summary>
    public void Take(in JsonLine line, ImportCoverage coverage)
    {
        FullBookToken? concerned = null;
        try
        {
            if (line.Record is { } record)
            {
                concerned = TokenOf(record);
                concerned.Take(record, _order, line.Text);
                return;
            }
        }
        catch (RecordingFormatException problem)
        {
            coverage.SkipRecord(problem);
            if (problem.IsRepetition)
            {
                return;
            }
        }

        foreach (var token in concerned is null ? _tokens : [concerned])
        {
            token.Broken();
        }
    }

    public WindowTape? Finish(ImportCoverage coverage, TapeProvenance provenance)
    {
        var best = _tokens.MaxBy(static token => token.InWindow)!;
        if (best.WhyNot() is { } why)
        {
            coverage.Skip(_slug, why);
            return null;
        }

        coverage.Used(_winner is not null);
        return best.Tape.Build(provenance, _winner, WinnerSource.Inferred);
    }

    private FullBookToken TokenOf(JsonRecord record) => record["k"] switch
    {
        { Text: "0" } => _tokens[0],
        { Text: "1" } when _tokens.Length > 1 => _tokens[1],
        var other => throw other.Bad("the index of one of the window's tokens"),
    };
}
