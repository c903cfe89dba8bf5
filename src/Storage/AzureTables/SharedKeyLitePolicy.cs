using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace PolyCloud.Storage.AzureTables;

/// <summary>
/// Signs each try of a request with the account key: HMAC-SHA256 over date, newline, slash, account, path, and the query's
/// <c>comp</c> where there is one (Shared Key Lite for the Table service,
/// https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key).
/// </summary>
internal sealed class SharedKeyLitePolicy(string account, string key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] _key = Convert.FromBase64String(key);

    public override void OnSendingRequest(HttpMessage message)
    {
        var date = time.GetUtcNow().ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("Authorization", Authorization(account, _key, date, message.Request.Uri.ToUri()));
    }

    internal static string Authorization(string account, byte[] key, string date, Uri uri)
    {
        var text = $"{date}\n/{account}{uri.AbsolutePath}{Component(uri)}";
        return $"SharedKeyLite {account}:{Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Component(Uri uri)
    {
        foreach (var part in uri.Query.TrimStart('?').Split('&'))
        {
            if (part.StartsWith("comp=", StringComparison.Ordinal))
            {
                return "?" + part;
            }
        }

        return "";
    }
}
