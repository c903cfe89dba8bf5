using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.Dashboard.Access;

/// <summary>A form that one of our pages sent.</summary>
internal static class PostedForm
{
    /// <returns>Null where it is no form, or none of ours, or of a page that is older than the worker.</returns>
    /// <exception cref="BadHttpRequestException">It is larger than the host takes; the host answers.</exception>
    public static async Task<IFormCollection?> ReadAsync(HttpContext context, IAntiforgery antiforgery)
    {
        if (!context.Request.HasFormContentType)
        {
            return null;
        }

        try
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            return await antiforgery.IsRequestValidAsync(context) ? form : null;
        }
        catch (Exception problem) when (problem is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            // Too many fields, or parts that break off.
            return null;
        }
    }
}
