namespace PolyCloud.ContainerWorker.Api.Keys;

/// <summary>Who calls.</summary>
/// <param name="Name">Of the key; <c>local</c> on loopback where no key is configured.</param>
public sealed record ApiCaller(string Name, ApiRole Role)
{
    public static ApiCaller Local { get; } = new("local", ApiRole.Admin);
}
