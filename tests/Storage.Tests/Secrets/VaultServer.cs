using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using PolyCloud.Storage.Secrets;

namespace PolyCloud.Storage.Tests.Secrets;

/// <summary>
/// A vault that speaks the service's REST shape (GET /secrets/{name}/?api-version) on loopback over TLS: the first question without a
/// token is answered with the challenge that says where to sign in.
/// </summary>
internal sealed class VaultServer : IAsyncDisposable
{
    public const string Token = "the-token-of-this-process";

    private readonly WebApplication _application;
    private readonly X509Certificate2 _certificate;

    private VaultServer(WebApplication application, X509Certificate2 certificate)
    {
        _application = application;
        _certificate = certificate;
    }

    public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>When not 0, every question with a token is answered with it and with the value in the body.</summary>
    public int Refusal { get; set; }

    /// <summary>So many questions are first answered 429 with Retry-After of a second.</summary>
    public int Throttled { get; set; }

    /// <summary>So many questions are first answered 503.</summary>
    public int Failures { get; set; }

    /// <summary>Questions that came with a token.</summary>
    public int Questions { get; private set; }

    /// <summary>Questions that came without a token, and were challenged.</summary>
    public int Challenges { get; private set; }

    private Uri Address => new(_application.Urls.Single());

    public static async Task<VaultServer> StartAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var server = new VaultServer(builder.Build(), certificate);
        server._application.Run(server.AnswerAsync);
        await server._application.StartAsync();
        return server;
    }

    public KeyVaultSecrets Client(TokenCredential? credential = null, int retries = 0) => new(
        Address,
        credential ?? new FixedToken(),
        new SecretClientOptions
        {
            // The vault of this test is no host of the service, and its certificate is its own.
            DisableChallengeResourceVerification = true,
            Transport = new HttpClientTransport(new SocketsHttpHandler
            {
                SslOptions =
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { _certificate },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            }),
            Retry = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(10), MaxDelay = TimeSpan.FromMilliseconds(50) },
        });

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != "Bearer " + Token)
        {
            Challenges++;
            context.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.example.com/tenant\", resource=\"https://vault.azure.net\"";
            context.Response.StatusCode = 401;
            return;
        }

        Questions++;
        if (Throttled > 0)
        {
            Throttled--;
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return;
        }

        if (Failures > 0)
        {
            Failures--;
            context.Response.StatusCode = 503;
            return;
        }

        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var value = parts is ["secrets", var name, ..] && Values.TryGetValue(name, out var found) ? found : null;
        context.Response.ContentType = "application/json";
        if (Refusal != 0 || value is null)
        {
            context.Response.StatusCode = Refusal != 0 ? Refusal : 404;
            await context.Response.WriteAsync($$$"""{"error":{"code":"SecretNotFound","message":"about {{{value}}}"}}""");
            return;
        }

        await context.Response.WriteAsync(
            $$$"""{"value":"{{{value}}}","id":"{{{Address}}}secrets/{{{parts[1]}}}/0123456789abcdef0123456789abcdef","attributes":{"enabled":true,"created":1,"updated":1,"recoveryLevel":"Recoverable"}}""");
    }

    private sealed class FixedToken : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(Token, DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
