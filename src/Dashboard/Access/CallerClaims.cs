using System.Security.Claims;

namespace PolyCloud.Dashboard.Access;

/// <summary>A caller as the session cookie carries it, and back.</summary>
internal static class CallerClaims
{
    public const string Scheme = "dashboard";

    public static ClaimsPrincipal Of(DashboardCaller caller) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller.Name), new Claim(ClaimTypes.Role, caller.Role.ToString())], Scheme));

    /// <summary>Null where the cookie names nobody who is let in now.</summary>
    public static DashboardCaller? Read(ClaimsPrincipal principal, IDashboardAccess access)
    {
        var caller = principal.Identity is { IsAuthenticated: true, Name: { } name } && Enum.TryParse<DashboardRole>(principal.FindFirstValue(ClaimTypes.Role), out var role)
            ? new DashboardCaller(name, role)
            : null;
        return caller is not null && access.IsStillLetIn(caller) ? caller : null;
    }
}
