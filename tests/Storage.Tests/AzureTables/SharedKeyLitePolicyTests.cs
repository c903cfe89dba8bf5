using System.Security.Cryptography;
using System.Text;
using PolyCloud.Storage.AzureTables;

namespace PolyCloud.Storage.Tests.AzureTables;

public sealed class SharedKeyLitePolicyTests
{
    private const string Date = "Sun, 11 Oct 2009 19:52:39 GMT";

    private static readonly byte[] Key = Encoding.ASCII.GetBytes("key");

    private static string Expected(string text) => "SharedKeyLite acc:" + Convert.ToBase64String(HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes(text)));

    /// <summary>The text to sign as the service's documentation gives it for the table service.</summary>
    [Fact]
    public void Date_account_and_path_are_signed_and_of_the_query_only_the_component()
    {
        Assert.Equal(
            Expected(Date + "\n/acc/Tables"),
            SharedKeyLitePolicy.Authorization("acc", Key, Date, new Uri("https://acc.table.core.windows.net/Tables?$filter=x")));
        Assert.Equal(
            Expected(Date + "\n/acc/?comp=properties"),
            SharedKeyLitePolicy.Authorization("acc", Key, Date, new Uri("https://acc.table.core.windows.net/?restype=service&comp=properties")));
    }
}
