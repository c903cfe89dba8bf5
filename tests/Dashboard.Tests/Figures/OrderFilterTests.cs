using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Figures;

public sealed class OrderFilterTests
{
    [Theory]
    [InlineData("", "i17,i16,i15")]
    [InlineData("?state=live", "i17")]
    [InlineData("?state=rejected", "i16")]
    [InlineData("?reason=rejected-post-only-would-cross", "i16")]
    [InlineData("?bot=b1", "")]
    public void Only_what_the_address_asks_for_is_shown(string query, string shown) =>
        Assert.Equal(shown, string.Join(',', OrderFilter.Of(SampleSnapshot.Of().RecentOrders, PageQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query)))).Select(static order => order.Id)));
}
