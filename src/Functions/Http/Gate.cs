using Microsoft.AspNetCore.Http;

namespace PolyCloud.Functions.Http;

/// <summary>Lets a call through that has the role it needs.</summary>
/// <param name="read">Reads one setting of the process; null where it is not set.</param>
public sealed class Gate(Func<string, string?> read)
{
    /// <summary>Runs the call, or answers 401 where nobody has proved who calls and 403 where the caller has not the role.</summary>
    public async Task<IResult> PassAsync(HttpRequest request, string role, Func<Caller, Task<IResult>> call)
    {
        if (Caller.Of(request, read) is not { } caller)
        {
            return Results.Problem("Sign in first.", statusCode: StatusCodes.Status401Unauthorized);
        }

        return caller.Has(role)
            ? await call(caller)
            : Results.Problem($"This needs the role {role}.", statusCode: StatusCodes.Status403Forbidden);
    }
}
