using System.Globalization;

namespace PolyCloud.Exchange.Tests.Flow.Recorded;

/// <summary>A small hand-made recording in a folder of its own, gone with the test.</summary>
internal sealed class RecordingFile : IDisposable
{
    public const long Opens = 1_776_081_600;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("recording");

    public RecordingFile(params string[] lines) => File.WriteAllLines(Path, lines);

    public string Path => System.IO.Path.Combine(_folder.FullName, "books_2026-04-13.jsonl");

    public static string Header(long opens, params string[] tokens) =>
        $$"""{"slug":"btc-updown-5m-{{opens}}","market":"0x0caeb05adad5adc4092885b50be90842f690b3671036d33be1929eed6c07859d","tokens":[{{string.Join(',', tokens.Select(static token => $"\"{token}\""))}}]}""";

    public static string Full(long opens, double second, int token, string bids, string asks) =>
        $$"""{"t":1.5,"e":{{Milliseconds(opens, second)}},"k":{{token}},"tick":"0.01","b":[{{bids}}],"a":[{{asks}}]}""";

    public static string Delta(long opens, double second, int token, string changes) =>
        $$"""{"t":1.5,"e":{{Milliseconds(opens, second)}},"k":{{token}},"d":[{{changes}}]}""";

    /// <summary>The least that counts as a complete window: a book at 2 s, a change at 10 s, a last one at 290 s.</summary>
    public static string[] Complete(long opens, string token = "222") =>
    [
        Header(opens, token),
        Full(opens, 2, 0, """["0.40","100"],["0.41","50.5"]""", """["0.43","70"],["0.44","20"]"""),
        Delta(opens, 10, 0, """["B","0.41","0"],["S","0.42","30"]"""),
        Delta(opens, 290, 0, """["B","0.40","10"]"""),
    ];

    public void Outcomes(params string[] rows) => File.WriteAllLines(
        System.IO.Path.Combine(_folder.FullName, "windows.csv"),
        ["slug,window_start,asset_id,side,winner_inferred", .. rows]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Milliseconds(long opens, double second) => ((opens * 1_000) + (long)(second * 1_000)).ToString(CultureInfo.InvariantCulture);
}
