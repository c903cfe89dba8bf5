using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Image;

public sealed class ImageTests
{
    private static readonly string[] Lines = File.ReadAllLines(Repository.Of("deploy", "Dockerfile"));

    [Fact]
    public void The_image_runs_as_a_user_without_rights_after_all_that_needs_them()
    {
        var user = Array.FindLastIndex(Lines, static line => line.StartsWith("USER ", StringComparison.Ordinal));
        Assert.Equal("USER $APP_UID", Lines[user]);
        Assert.True(user > Array.FindLastIndex(Lines, static line => line.StartsWith("RUN ", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_native_signer_is_installed() => Assert.Contains(Lines, static line => line.Contains("libsecp256k1-1", StringComparison.Ordinal));

    [Fact]
    public void The_program_is_the_first_process_so_that_a_stop_reaches_it() =>
        Assert.Contains("ENTRYPOINT [\"dotnet\", \"polycloud.dll\"]", Lines);

    [Fact]
    public void What_is_copied_from_the_context_is_there()
    {
        var copied = Lines.Where(static line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(static line => line.Split(' ')[1..^1]);
        Assert.All(copied, path => Assert.True(Path.Exists(Repository.Of(path.TrimStart('.', '/'))), path));
    }
}
