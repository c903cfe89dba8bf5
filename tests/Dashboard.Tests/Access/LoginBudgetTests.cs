using System.Net;
using PolyCloud.Dashboard.Scene;

namespace PolyCloud.Dashboard.Access;

public sealed class LoginBudgetTests
{
    private static readonly IPAddress Somebody = IPAddress.Parse("10.0.0.1");

    private readonly ManualTime _time = new();

    [Fact]
    public void An_address_may_mistype_ten_times_and_then_every_six_seconds()
    {
        var budget = new LoginBudget(_time);
        Assert.All(Enumerable.Range(0, LoginBudget.TriesOfAddress), _ => Assert.True(budget.Take(Somebody).IsAdmitted));
        Assert.Equal(new LoginTry(false, 6, true), budget.Take(Somebody));
        Assert.Equal(new LoginTry(false, 6, false), budget.Take(Somebody));
        _time.Pass(TimeSpan.FromSeconds(6));
        Assert.True(budget.Take(Somebody).IsAdmitted);
        Assert.True(budget.Take(Somebody) is { IsAdmitted: false, IsFirstRefusal: true });
    }

    [Fact]
    public void Who_comes_in_has_used_nothing_up()
    {
        var budget = new LoginBudget(_time);
        for (var time = 0; time < 100; time++)
        {
            Assert.True(budget.Take(Somebody).IsAdmitted);
            budget.GiveBack(Somebody);
        }
    }

    [Fact]
    public void Many_addresses_together_have_a_budget_too_and_whoever_came_in_before_is_not_kept_out_by_it()
    {
        var budget = new LoginBudget(_time);
        Assert.True(budget.Take(Somebody).IsAdmitted);
        budget.GiveBack(Somebody);
        var admitted = Enumerable.Range(0, 5_000).Count(number => budget.Take(new IPAddress([172, 16, (byte)(number / 256), (byte)(number % 256)])).IsAdmitted);
        Assert.Equal(LoginBudget.TriesOfAll, admitted);
        Assert.False(budget.Take(IPAddress.Parse("10.0.0.2")).IsAdmitted);
        Assert.True(budget.Take(Somebody).IsAdmitted);
    }

    [Fact]
    public void Addresses_of_one_network_of_version_six_are_one()
    {
        var budget = new LoginBudget(_time);
        Assert.Equal(LoginBudget.TriesOfAddress, Enumerable.Range(1, 30).Count(number => budget.Take(IPAddress.Parse($"2001:db8::{number:x}")).IsAdmitted));
        Assert.True(budget.Take(IPAddress.Parse("2001:db8:0:1::1")).IsAdmitted);
    }

    [Fact]
    public async Task Too_many_keys_are_answered_by_429_and_written_down_without_any_of_them()
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        for (var time = 0; time < LoginBudget.TriesOfAddress; time++)
        {
            using var wrong = await served.LogInAsync("canary-secret");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        for (var time = 0; time < 3; time++)
        {
            using var refused = await served.LogInAsync("key-of-ada");
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 6);
            Assert.Contains("Too many keys were tried", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal([.. Enumerable.Repeat(401, LoginBudget.TriesOfAddress), 429], served.Audit.Deeds.Select(static deed => deed.Status));
        Assert.All(served.Audit.Deeds, static deed => Assert.Equal((null, "", "/login"), (deed.Caller, deed.Form, deed.Path)));
    }

    [Fact]
    public async Task A_login_is_written_down_with_the_name_of_the_key()
    {
        await using var served = await ServedDashboard.StartAsync(new FakeAccess());
        using var entered = await served.LogInAsync("key-of-tom");
        var deed = Assert.Single(served.Audit.Deeds);
        Assert.Equal(("tom", 302, ""), (deed.Caller!.Name, deed.Status, deed.Form));
    }
}
