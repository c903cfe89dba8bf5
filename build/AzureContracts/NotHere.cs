namespace PolyCloud.AzureContracts;

internal static class NotHere
{
    public static Exception Problem => new NotSupportedException("This build has only the declarations of the Azure packages: build with -p:AzureSdk=official.");
}
