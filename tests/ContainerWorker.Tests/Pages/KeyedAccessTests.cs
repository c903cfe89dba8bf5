using Microsoft.Extensions.Logging.Abstractions;
using PolyCloud.ContainerWorker.Api.Keys;
using PolyCloud.Dashboard.Access;

namespace PolyCloud.ContainerWorker.Pages;

public sealed class KeyedAccessTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("polycloud-keyed-access-");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public void Without_a_key_file_no_key_is_asked_for() => Assert.False(AccessOf(ApiKeyFile.Of(_directory.FullName)).RequiresKey);

    [Theory]
    [InlineData(ApiRole.View, DashboardRole.View)]
    [InlineData(ApiRole.Trade, DashboardRole.Trade)]
    [InlineData(ApiRole.Admin, DashboardRole.Admin)]
    public void A_key_of_the_API_opens_the_pages_with_its_role(ApiRole role, DashboardRole shown)
    {
        var key = ApiKeyEntry.NewKey();
        var access = AccessOf(FileWith(new ApiKeyEntry("ann", role, ApiKeyEntry.HashOf(key), "2026-01-01")));
        Assert.True(access.RequiresKey);
        Assert.Equal(new DashboardCaller("ann", shown), access.Find(key));
        Assert.True(access.IsStillLetIn(new DashboardCaller("ann", shown)));
        Assert.Null(access.Find(ApiKeyEntry.NewKey()));
    }

    [Fact]
    public void Whose_role_was_changed_must_come_in_again()
    {
        var access = AccessOf(FileWith(new ApiKeyEntry("ann", ApiRole.View, ApiKeyEntry.HashOf(ApiKeyEntry.NewKey()), "2026-01-01")));
        Assert.False(access.IsStillLetIn(new DashboardCaller("ann", DashboardRole.Admin)));
    }

    private static KeyedAccess AccessOf(ApiKeyFile file) => new(new KeyRing(file, TimeProvider.System, NullLogger.Instance));

    private ApiKeyFile FileWith(ApiKeyEntry entry)
    {
        var file = ApiKeyFile.Of(_directory.FullName);
        file.Write([entry]);
        return file;
    }
}
