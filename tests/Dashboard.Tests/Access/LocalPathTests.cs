namespace PolyCloud.Dashboard.Access;

public sealed class LocalPathTests
{
    [Theory]
    [InlineData("/risk?severity=critical", "/risk?severity=critical")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    [InlineData(null, "/")]
    public void Nobody_is_sent_to_another_site(string? path, string sent) => Assert.Equal(sent, LocalPath.Of(path));
}
