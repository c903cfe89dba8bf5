using System.Net;
using Microsoft.AspNetCore.Http;

namespace PolyCloud.ContainerWorker.Api.Pipeline;

/// <summary>
/// Serves only the networks and host names that are allowed. The host name matters on loopback above all: a page elsewhere whose name
/// was made to point at this machine must not reach what is open to local programs.
/// </summary>
internal sealed class AddressGate(ApiSettings settings)
{
    private static readonly string[] LoopbackHosts = ["localhost", "127.0.0.1", "[::1]"];

    private readonly IReadOnlyList<IPNetwork> _networks = settings.Networks;
    private readonly IReadOnlyList<string> _hosts = settings.Hosts;
    private readonly bool _onlyLoopback = IPAddress.IsLoopback(settings.ListenAddress);

    public Task PassAsync(HttpContext context, RequestDelegate next)
    {
        var address = context.Connection.RemoteIpAddress is { } remote ? remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote : IPAddress.None;
        if (_networks.Count > 0 && !IPAddress.IsLoopback(address) && !_networks.Any(network => network.Contains(address)))
        {
            return ApiProblem.Of(StatusCodes.Status403Forbidden, "This address is not served (api.allowedNetworks).").ExecuteAsync(context);
        }

        return IsKnown(context.Request.Host.Host)
            ? next(context)
            : ApiProblem.Of(StatusCodes.Status403Forbidden, "This host name is not served (api.allowedHosts).").ExecuteAsync(context);
    }

    private bool IsKnown(string host) => LoopbackHosts.Contains(host, StringComparer.OrdinalIgnoreCase)
        || _hosts.Contains(host, StringComparer.OrdinalIgnoreCase) || (_hosts.Count == 0 && !_onlyLoopback);
}
