using System.Text.Json;
using PolyCloud.Simulator.Accounts;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Users;

/// <summary>What a message on the user channel wants.</summary>
internal enum UserRequest : byte
{
    Authenticate,
    Subscribe,
    Unsubscribe,
}

/// <summary>A client's message on the user channel.</summary>
/// <param name="Markets">Null where it names none.</param>
internal sealed record UserMessage(UserRequest Request, SocketCredential? Credential, IReadOnlyList<string>? Markets)
{
    /// <summary>Reads the first frame (<c>type: user</c>) and later ones (<c>operation</c>); null where it is neither.</summary>
    public static UserMessage? Parse(ReadOnlySpan<byte> message) => JsonInput.Read(message, Read);

    private static UserMessage? Read(JsonElement root)
    {
        var markets = root.Member("markets")?.Texts();
        return root.Text("operation") switch
        {
            "subscribe" when markets is not null => new UserMessage(UserRequest.Subscribe, null, markets),
            "unsubscribe" when markets is not null => new UserMessage(UserRequest.Unsubscribe, null, markets),
            null when string.Equals(root.Text("type"), "user", StringComparison.OrdinalIgnoreCase) && root.Member("operation") is null =>
                new UserMessage(UserRequest.Authenticate, SocketCredential.Read(root), markets),
            _ => null,
        };
    }
}
