using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using PolyCloud.Dashboard.Access;
using PolyCloud.Dashboard.Live;
using PolyCloud.Dashboard.Pages;
using PolyCloud.Dashboard.Stored;

namespace PolyCloud.Dashboard.Hosting;

/// <summary>What the pages need of their host.</summary>
public static class DashboardServices
{
    /// <summary>A working day: who leaves the page open is asked for the key again the next morning.</summary>
    private static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    public static IServiceCollection AddDashboard(this IServiceCollection services, DashboardSources sources)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(sources.Model);
        services.AddSingleton(sources.Commands);
        services.AddSingleton(sources.Access);
        services.AddSingleton(sources.Audit);
        services.AddSingleton(sources.Histories);
        services.AddSingleton<LoginBudget>();
        services.AddSingleton<SnapshotWatch>();
        services.AddSingleton<StoredPast>();
        services.AddSingleton<ComponentText>();
        services.AddSingleton<PictureSource>();
        services.AddSingleton<BeatGrid>();
        services.AddSingleton<LiveStreams>();
        services.AddSingleton<PageText>();

        // Sessions end with the process: nothing that opens doors is written to the disk.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddAntiforgery(static options =>
        {
            options.Cookie.Name = "polycloud-form";
            Harden(options.Cookie);
        });
        services.AddAuthentication().AddCookie(CallerClaims.Scheme, static options =>
        {
            options.Cookie.Name = "polycloud-session";
            Harden(options.Cookie);
            options.ExpireTimeSpan = SessionLength;
            options.SlidingExpiration = true;
        });
        return services;
    }

    private static void Harden(CookieBuilder cookie)
    {
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.Path = "/";
    }
}
