using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.Functions.Http;

/// <summary>Who calls, as the platform has proved it.</summary>
/// <param name="Name">For records.</param>
/// <param name="Roles">App roles that the directory gave it.</param>
public sealed record Caller(string Name, IReadOnlyList<string> Roles)
{
    /// <summary>May look.</summary>
    public const string ReadRole = "PolyCloud.Read";

    /// <summary>May halt and resume. Looking is not included.</summary>
    public const string OperateRole = "PolyCloud.Operate";

    /// <summary>Set by the platform where it signs callers in; it then takes the header away from whatever comes from outside.</summary>
    public const string SignInVariable = "WEBSITE_AUTH_ENABLED";

    private const string Header = "X-MS-CLIENT-PRINCIPAL";

    /// <summary>Longer than the claims of anybody; the platform itself allows no longer header.</summary>
    private const int HeaderCharactersMaximum = 32 * 1024;

    /// <summary>The caller, or null where nobody has proved it. Where the platform does not sign callers in, nobody is believed.</summary>
    /// <param name="read">Reads one setting of the process; null where it is not set.</param>
    public static Caller? Of(HttpRequest request, Func<string, string?> read)
    {
        var header = request.Headers[Header];
        if (!bool.TryParse(read(SignInVariable), out var signsIn) || !signsIn || header is not [{ Length: > 0 and <= HeaderCharactersMaximum } encoded])
        {
            return null;
        }

        try
        {
            using var principal = JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(encoded)));
            return Of(principal.RootElement);
        }
        catch (Exception damage) when (damage is FormatException or JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    public bool Has(string role) => Roles.Contains(role, StringComparer.Ordinal);

    private static Caller Of(JsonElement principal)
    {
        var roleType = principal.TryGetProperty("role_typ", out var type) ? type.GetString() : "roles";
        var claims = principal.GetProperty("claims").EnumerateArray()
            .Select(static claim => (Type: claim.GetProperty("typ").GetString(), Value: claim.GetProperty("val").GetString() ?? ""))
            .ToList();
        var name = claims.Find(static claim => claim.Type is "preferred_username" or "name" or "azp" or "appid").Value;
        return new Caller(
            string.IsNullOrEmpty(name) ? "unnamed" : name,
            [.. claims.Where(claim => claim.Type == "roles" || claim.Type == roleType).Select(static claim => claim.Value)]);
    }
}
