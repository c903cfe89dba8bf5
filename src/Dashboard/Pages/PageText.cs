using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Hosting;
using PolyCloud.Dashboard.Live;

namespace PolyCloud.Dashboard.Pages;

/// <summary>Whole documents.</summary>
internal sealed class PageText(ComponentText text, PictureSource pictures, IAntiforgery antiforgery, IDashboardAccess access)
{
    public async Task<IResult> PageAsync(HttpContext context, PageDefinition page)
    {
        var (query, caller, picture) = (PageQuery.Of(context.Request.Query), context.Caller(), pictures.Newest);
        var token = antiforgery.GetAndStoreTokens(context).RequestToken!;
        var drawn = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var panel in (PanelDefinition[])[PageDefinition.Status, .. page.Boxes])
        {
            drawn[panel.Id] = await (panel.IsLive ? picture.PanelAsync(panel, query, caller.Role) : picture.OwnPanelAsync(panel, query, caller.Role, token));
        }

        return await DocumentAsync(context, page.Title, StatusCodes.Status200OK, new(StringComparer.Ordinal) { ["Page"] = page, ["Drawn"] = drawn, ["Query"] = query, ["Caller"] = caller });
    }

    /// <summary>A page that only says something, such as what became of a command.</summary>
    public Task<IResult> SayAsync(HttpContext context, int code, string title, Type component, Dictionary<string, object?> parameters, DashboardCaller? caller) =>
        DocumentAsync(context, title, code, new(StringComparer.Ordinal) { ["Only"] = component, ["OnlyParameters"] = parameters, ["Caller"] = caller });

    private async Task<IResult> DocumentAsync(HttpContext context, string title, int code, Dictionary<string, object?> parameters)
    {
        parameters["Title"] = title;
        parameters["Token"] = antiforgery.GetAndStoreTokens(context).RequestToken;
        parameters["AsksForKeys"] = access.RequiresKey;
        context.Response.Headers.CacheControl = "no-store";
        return Results.Text(await text.OfAsync(typeof(Document), parameters), "text/html; charset=utf-8", statusCode: code);
    }
}
