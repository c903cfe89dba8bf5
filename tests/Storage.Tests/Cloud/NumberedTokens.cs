using Azure.Core;

namespace PolyCloud.Storage.Tests.Cloud;

/// <summary>Hands out one token after the other, and remembers for which scope and with which claims it was asked.</summary>
internal sealed class NumberedTokens : TokenCredential
{
    public List<(string Scope, string? Claims)> Asked { get; } = [];

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        lock (Asked)
        {
            Asked.Add((requestContext.Scopes.Single(), requestContext.Claims));
            return new AccessToken($"token-{Asked.Count}", DateTimeOffset.UtcNow.AddHours(1));
        }
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
}
