using PolyCloud.Storage.Tests.AzureTables;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace PolyCloud.Storage.Tests.Tables;

/// <summary>A test of every store. The class that derives it decides whether it can run, so that only Azurite's are skipped without Azurite.</summary>
[XunitTestCaseDiscoverer("PolyCloud.Storage.Tests.Tables.StoreFactDiscoverer", "PolyCloud.Storage.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Marks the test class that needs Azurite.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NeedsAzuriteAttribute : Attribute;

public sealed class StoreFactDiscoverer(IMessageSink diagnostics) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute)
    {
        var display = discoveryOptions.MethodDisplayOrDefault();
        var options = discoveryOptions.MethodDisplayOptionsOrDefault();
        var needsAzurite = testMethod.TestClass.Class.GetCustomAttributes(typeof(NeedsAzuriteAttribute)).Any();
        yield return needsAzurite
            ? new AzuriteTestCase(diagnostics, display, options, testMethod)
            : new XunitTestCase(diagnostics, display, options, testMethod);
    }
}

public sealed class AzuriteTestCase : XunitTestCase
{
    [Obsolete("For the runner, which restores test cases by this constructor.")]
    public AzuriteTestCase()
    {
    }

    public AzuriteTestCase(IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(diagnostics, display, options, testMethod)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) => AzuriteInstallation.MissingReason!;
}
