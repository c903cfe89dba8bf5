using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace PolyCloud.Dashboard.Pages;

public sealed class PageQueryTests
{
    [Fact]
    public void Names_that_no_page_knows_and_endless_values_are_dropped() =>
        Assert.Equal("?bot=b0", Read($"?bot=b0&evil=1&state={new string('x', 81)}").Text);

    [Fact]
    public void A_link_changes_one_thing_and_keeps_the_rest()
    {
        var query = Read("?bot=b0&state=live");
        Assert.Equal("?bot=b0&state=matched", query.With("state", "matched"));
        Assert.Equal("?bot=b0", query.With("state", ""));
        Assert.Equal("?", PageQuery.Empty.With("bot", ""));
    }

    [Fact]
    public void The_same_meaning_has_the_same_text() => Assert.Equal(Read("?bot=b0&state=live").Text, Read("?state=live&bot=b0").Text);

    private static PageQuery Read(string query) => PageQuery.Of(new QueryCollection(QueryHelpers.ParseQuery(query)));
}
