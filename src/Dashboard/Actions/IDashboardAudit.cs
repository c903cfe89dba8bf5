using Microsoft.AspNetCore.Http;
using PolyCloud.Dashboard.Access;

namespace PolyCloud.Dashboard.Actions;

/// <summary>Where the host writes down who did what.</summary>
public interface IDashboardAudit
{
    /// <summary>Never throws: a trail that cannot be written must not stop a halt.</summary>
    void Write(DashboardDeed deed);
}

/// <summary>One thing a person did or tried.</summary>
/// <param name="Caller">Null where nobody was let in: a key that was tried in vain.</param>
/// <param name="From">Their network address.</param>
/// <param name="Path">What was asked: <c>/act/halt</c>.</param>
/// <param name="Form">The fields that came with it, without the token.</param>
/// <param name="Status">The HTTP status of the answer.</param>
public sealed record DashboardDeed(string RequestId, DashboardCaller? Caller, string From, string Path, string Form, int Status)
{
    internal static string TextOf(IFormCollection form) =>
        string.Join('&', form.Where(static field => !field.Key.StartsWith("__", StringComparison.Ordinal)).Select(static field => $"{field.Key}={field.Value}"));
}
