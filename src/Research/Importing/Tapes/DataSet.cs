namespace PolyCloud.Research.Importing.Tapes;

/// <summary>Name and licence of the data set a file belongs to, from what stands beside it.</summary>
public static class DataSet
{
    /// <summary>The folder's name and the file's: what a report says the windows come from.</summary>
    public static string NameOf(string path) =>
        $"{Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)))}/{Path.GetFileName(path)}";

    /// <summary>The first line of a LICENSE file beside it, or that none is stated.</summary>
    public static string LicenceOf(string path)
    {
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, "LICENSE");
        return File.Exists(file) && File.ReadLines(file).FirstOrDefault(static line => line.Trim().Length > 0) is { } first ? first.Trim() : "none stated";
    }
}
