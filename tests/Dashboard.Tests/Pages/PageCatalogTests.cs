namespace PolyCloud.Dashboard.Pages;

public sealed class PageCatalogTests
{
    [Fact]
    public void There_are_seven_pages() =>
        Assert.Equal(["overview", "bots", "performance", "positions", "orders", "risk", "settings"], PageCatalog.All.Select(static page => page.Name));

    [Fact]
    public void Every_box_of_a_page_has_a_name_of_its_own() => Assert.All(PageCatalog.All, static page =>
        Assert.Equal(page.Boxes.Count + 1, page.Boxes.Select(static box => box.Id).Append(PageDefinition.Status.Id).Distinct(StringComparer.Ordinal).Count()));
}
