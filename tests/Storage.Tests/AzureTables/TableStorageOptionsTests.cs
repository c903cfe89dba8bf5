using PolyCloud.Storage.AzureTables;

namespace PolyCloud.Storage.Tests.AzureTables;

public sealed class TableStorageOptionsTests
{
    [Fact]
    public void The_emulator_is_known_by_its_short_name()
    {
        var options = TableStorageOptions.FromConnectionString("UseDevelopmentStorage=true");
        Assert.Equal("http://127.0.0.1:10002/devstoreaccount1", options.Endpoint.ToString());
        Assert.Equal("devstoreaccount1", options.AccountName);
    }

    [Fact]
    public void A_cloud_connection_string_names_the_endpoint_by_account_and_suffix()
    {
        var options = TableStorageOptions.FromConnectionString("DefaultEndpointsProtocol=https;AccountName=acc;AccountKey=c2VjcmV0;EndpointSuffix=core.example");
        Assert.Equal("https://acc.table.core.example/", options.Endpoint.ToString());
        Assert.Equal("c2VjcmV0", options.AccountKey);
    }

    [Fact]
    public void A_wrong_connection_string_is_told_without_its_key()
    {
        foreach (var wrong in new[]
        {
            "", "AccountName", "AccountName=a", "AccountKey=c2VjcmV0", "AccountName=a;AccountKey=c2VjcmV0!", "AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=nowhere",
            "AccountName=a;AccountKey=c2VjcmV0;TableEndpoint=ftp://x",
        })
        {
            Assert.DoesNotContain("c2VjcmV0", Assert.Throws<ArgumentException>(() => TableStorageOptions.FromConnectionString(wrong)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Neither_text_nor_ranges_let_the_secret_or_nonsense_through()
    {
        var options = TableStorageOptions.FromConnectionString("AccountName=acc;AccountKey=c2VjcmV0");
        Assert.DoesNotContain("c2VjcmV0", options.ToString(), StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (options with { RequestTimeout = TimeSpan.Zero }).Validate());
        Assert.Throws<ArgumentException>(() => (options with { ReadRetries = 11 }).Validate());
        Assert.Throws<ArgumentException>(() => (options with { AccountKey = "" }).Validate());
    }

    [Fact]
    public void A_connection_without_a_secret_names_an_identity()
    {
        var options = TableStorageOptions.FromConnectionString("TableEndpoint=https://account.table.core.windows.net/;Authentication=ManagedIdentity;ClientId=11111111-2222-3333-4444-555555555555");
        Assert.NotNull(options.Credential);
        Assert.Equal("", options.AccountKey);
    }

    [Theory]
    [InlineData("TableEndpoint=https://account.table.core.windows.net;Authentication=ManagedIdentity", "ClientId")]
    [InlineData("Authentication=ManagedIdentity;ClientId=x", "TableEndpoint")]
    [InlineData("TableEndpoint=https://account.table.core.windows.net;Authentication=Key;ClientId=x", "Authentication")]
    [InlineData("TableEndpoint=http://account.table.core.windows.net;Authentication=ManagedIdentity;ClientId=x", "https")]
    public void A_connection_without_a_secret_that_lacks_a_part_names_it(string connection, string word) =>
        Assert.Contains(word, Assert.Throws<ArgumentException>(() => TableStorageOptions.FromConnectionString(connection)).Message, StringComparison.Ordinal);
}
