using System.Net;

namespace PolyCloud.ContainerWorker.Api;

/// <summary>Where the API listens and whom it serves. Keys are kept apart, hashed, in the data directory.</summary>
public sealed record ApiSettings
{
    /// <summary>Port of the API; 0 takes a free one and says which. Default 0; range 0 to 65 535.</summary>
    public int Port { get; init; }

    /// <summary>
    /// Address the API listens on. Anything but loopback needs a key in the key file, else the worker does not start. Put TLS in front of
    /// it: keys travel in a header. Default 127.0.0.1.
    /// </summary>
    public string Address { get; init; } = "127.0.0.1";

    /// <summary>Requests one key may make in a minute; also those without a key, for each address. Default 100; range 1 to 1 000 000.</summary>
    public int RequestsPerMinute { get; init; } = 100;

    /// <summary>Web origins whose pages may call, separated by commas, such as https://desk.example.org. Default empty: none.</summary>
    public string AllowedOrigins { get; init; } = "";

    /// <summary>Networks that are served, separated by commas, such as 10.0.0.0/8; loopback always is. Default empty: all.</summary>
    public string AllowedNetworks { get; init; } = "";

    /// <summary>Host names under which the API is called, separated by commas; loopback's own always are. Default empty: any, where it listens beyond loopback.</summary>
    public string AllowedHosts { get; init; } = "";

    internal IPAddress ListenAddress => IPAddress.Parse(Address);

    internal IReadOnlyList<string> Origins => Split(AllowedOrigins);

    internal IReadOnlyList<string> Hosts => Split(AllowedHosts);

    internal IReadOnlyList<IPNetwork> Networks => [.. Split(AllowedNetworks).Select(IPNetwork.Parse)];

    /// <summary>Adds what is wrong, naming key, value and what is allowed.</summary>
    public void Validate(ICollection<string> errors)
    {
        if (Port is < 0 or > 65_535)
        {
            errors.Add($"api.port is {Port}; allowed is 0 to 65535.");
        }

        if (RequestsPerMinute is < 1 or > 1_000_000)
        {
            errors.Add($"api.requestsPerMinute is {RequestsPerMinute}; allowed is 1 to 1000000.");
        }

        if (!IPAddress.TryParse(Address, out _))
        {
            errors.Add($"api.address is '{Address}'; allowed is an IP address such as 127.0.0.1 or 0.0.0.0.");
        }

        foreach (var origin in Split(AllowedOrigins).Where(static origin => !IsOrigin(origin)))
        {
            errors.Add($"api.allowedOrigins holds '{origin}'; allowed are origins such as https://desk.example.org.");
        }

        foreach (var network in Split(AllowedNetworks).Where(static network => !IPNetwork.TryParse(network, out _)))
        {
            errors.Add($"api.allowedNetworks holds '{network}'; allowed are networks such as 10.0.0.0/8.");
        }
    }

    private static bool IsOrigin(string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.GetLeftPart(UriPartial.Authority) == origin;

    private static string[] Split(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
