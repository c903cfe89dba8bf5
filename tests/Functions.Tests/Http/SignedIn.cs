using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using PolyCloud.Functions.Http;

namespace PolyCloud.Functions.Tests.Http;

/// <summary>Requests as the platform hands them on.</summary>
internal static class SignedIn
{
    public static string? Platform(string name) => name == Caller.SignInVariable ? "True" : null;

    public static HttpRequest Request(string? body, params string[] roles) => WithHeader(body, Header(roles));

    public static HttpRequest WithHeader(string? body, string? header)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body ?? ""));
        if (header is not null)
        {
            context.Request.Headers["X-MS-CLIENT-PRINCIPAL"] = header;
        }

        return context.Request;
    }

    public static string Header(params string[] roles) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(new
    {
        auth_typ = "aad",
        name_typ = "name",
        role_typ = "roles",
        claims = roles.Select(static role => new { typ = "roles", val = role }).Append(new { typ = "preferred_username", val = "ann@example.com" }),
    }));

    /// <summary>What a result would send.</summary>
    public static async Task<(int Status, JsonElement Body)> SentAsync(IResult result)
    {
        using var sent = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceProviderOfResults() };
        context.Response.Body = sent;
        await result.ExecuteAsync(context);
        return (context.Response.StatusCode, JsonDocument.Parse(sent.ToArray()).RootElement);
    }

    private sealed class ServiceProviderOfResults : IServiceProvider
    {
        public object? GetService(Type serviceType) =>
            serviceType == typeof(Microsoft.Extensions.Logging.ILoggerFactory) ? Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance : null;
    }
}
