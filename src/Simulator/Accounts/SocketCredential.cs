using System.Text.Json;
using PolyCloud.Simulator.Http;

namespace PolyCloud.Simulator.Accounts;

/// <summary>The <c>auth</c> object of a socket's first message.</summary>
internal sealed record SocketCredential(string Key, string Secret, string Passphrase)
{
    /// <summary>Null where any of its three texts is missing.</summary>
    public static SocketCredential? Read(JsonElement root) =>
        root.Member("auth") is { } auth && auth.Text("apiKey") is { } key && auth.Text("secret") is { } secret && auth.Text("passphrase") is { } passphrase
            ? new SocketCredential(key, secret, passphrase)
            : null;
}
