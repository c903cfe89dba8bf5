using Azure.Core;

namespace PolyCloud.Storage.Journal.Shipping;

/// <summary>Where sealed segments of the journal go.</summary>
public sealed record ShippingOptions
{
    /// <summary>The environment variable that names the container: <c>https://account.blob.core.windows.net/journal</c>. Not set: nothing is shipped.</summary>
    public const string Variable = "POLYCLOUD_JOURNAL_BLOBS";

    /// <summary>Of the container, https.</summary>
    public required Uri Container { get; init; }

    /// <summary>Who writes; needs the role Storage Blob Data Contributor on the container.</summary>
    public required TokenCredential Credential { get; init; }

    /// <summary>Of the journal.</summary>
    public required string Directory { get; init; }

    /// <summary>Between two looks for sealed segments. Default 30 s; range 10 ms to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    /// <exception cref="ArgumentException">A setting is outside its range.</exception>
    public void Validate()
    {
        if (Container.Scheme != Uri.UriSchemeHttps || Container.AbsolutePath.Trim('/').Length == 0)
        {
            throw new ArgumentException($"{Variable} is '{Container}'; it must be the https address of a container.", nameof(Container));
        }

        if (Interval < TimeSpan.FromMilliseconds(10) || Interval > TimeSpan.FromHours(1))
        {
            throw new ArgumentException($"{nameof(Interval)} is '{Interval}'; allowed: 10 ms to 1 h.", nameof(Interval));
        }
    }
}
