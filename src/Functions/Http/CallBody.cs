using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.Functions.Http;

/// <summary>What a changing call says.</summary>
/// <param name="Reason">For people: why. 1 to 500 characters.</param>
/// <param name="Id">The caller's id of the call, up to 64 characters: sent again, it counts once. Made where there is none.</param>
/// <param name="HaltNumber">Of a resume: the halt that the caller saw, so that one set since stays; 0 for whichever stands.</param>
public sealed record CallBody(string? Reason, string? Id, long HaltNumber)
{
    private const int ReasonCharactersMaximum = 500;

    private const int IdCharactersMaximum = 64;

    /// <summary>Far more than the fields may hold together.</summary>
    private const int BytesMaximum = 16 * 1024;

    /// <summary>The body, or what is wrong with it.</summary>
    public static async Task<(CallBody? Body, string Problem)> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var buffer = new byte[BytesMaximum + 1];
        var length = await request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation);
        if (length > BytesMaximum)
        {
            return (null, $"The body has more than {BytesMaximum} bytes.");
        }

        try
        {
            var body = JsonSerializer.Deserialize<CallBody>(buffer.AsSpan(0, length), JsonSerializerOptions.Web);
            return Problem(body) is { } problem ? (null, problem) : (body, "");
        }
        catch (JsonException)
        {
            return (null, "The body is no JSON of the form {\"reason\": \"...\"}.");
        }
    }

    private static string? Problem(CallBody? body) =>
        string.IsNullOrWhiteSpace(body?.Reason) || body.Reason.Length > ReasonCharactersMaximum ? $"'reason' must say why, in 1 to {ReasonCharactersMaximum} characters."
        : body.Id is { } id && (id.Length is 0 or > IdCharactersMaximum || id.Contains(' ', StringComparison.Ordinal)) ? $"'id' has 1 to {IdCharactersMaximum} characters without spaces."
        : body.HaltNumber < 0 ? "'haltNumber' is a halt's number, from 1; 0 stands for whichever halt there is."
        : null;
}
