using PolyCloud.Engine.Effects;
using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Bicep;

/// <summary>What is deployed fits the programs that run in it.</summary>
public sealed class RunningTests
{
    [GrammarFact]
    public void A_stop_of_the_worker_has_time_to_prove_that_it_is_clear_and_to_store_what_it_knows()
    {
        var worker = BicepFile.Named("worker.bicep").Resources.Single(static resource => resource.Symbol == "worker");
        const int StopPatienceAndDrain = 60 + 10;
        Assert.True(int.Parse(worker.Body.At("properties", "template", "terminationGracePeriodSeconds")!.Text!, System.Globalization.CultureInfo.InvariantCulture) > StopPatienceAndDrain);
    }

    [GrammarFact]
    public void Exactly_one_worker_is_wanted()
    {
        var scale = BicepFile.Named("worker.bicep").Resources.Single(static resource => resource.Symbol == "worker").Body.At("properties", "template", "scale")!;
        Assert.Equal("1", scale.At("minReplicas")!.Text);
        Assert.Equal("1", scale.At("maxReplicas")!.Text);
    }

    [GrammarFact]
    public void Alerts_look_for_words_that_the_programs_log()
    {
        var text = BicepFile.Named("alerts.bicep").Text;
        Assert.Contains(Reason.ManualHalt.Label(), text, StringComparison.Ordinal);
        Assert.Contains(Reason.DailyLossLimit.Label(), text, StringComparison.Ordinal);
        Assert.Contains("orchestration-stuck", text, StringComparison.Ordinal);
        Assert.Contains(
            "orchestration-stuck",
            string.Concat(Directory.GetFiles(Repository.Of("src", "Functions"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)),
            StringComparison.Ordinal);
    }

    [GrammarFact]
    public void Every_alert_that_was_asked_for_is_there()
    {
        var rules = BicepFile.Named("alerts.bicep").Resources.Where(static resource => resource.Type.StartsWith("Microsoft.Insights/scheduledQueryRules@", StringComparison.Ordinal));
        Assert.Equal(["dailyLoss", "errorRate", "killSwitch", "stuckOrchestration", "workerSilent"], rules.Select(static rule => rule.Symbol).Order(StringComparer.Ordinal));
    }

    [GrammarFact]
    public void The_workbook_is_JSON_with_its_queries()
    {
        using var workbook = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Repository.Of("infra", "bicep", "modules", "workbook.json")));
        Assert.Equal("Notebook/1.0", workbook.RootElement.GetProperty("version").GetString());
        Assert.True(workbook.RootElement.GetProperty("items").GetArrayLength() > 5);
    }

    [GrammarFact]
    public void Every_setting_given_to_a_process_is_one_that_it_reads()
    {
        var sources = string.Concat(
            new[] { "src", "infra" }.SelectMany(static folder => Directory.GetFiles(Repository.Of(folder), "*.cs", SearchOption.AllDirectories)).Where(static file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(File.ReadAllText));
        var given = new[] { "worker.bicep", "control.bicep" }
            .SelectMany(static name => BicepFile.Named(name).Text.Split('\n'))
            .Select(static line => line.Trim())
            .Where(static line => line.StartsWith("name: 'POLYCLOUD_", StringComparison.Ordinal))
            .Select(static line => line.Split('\'')[1])
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(given.Count > 5);
        Assert.All(given, name => Assert.Contains($"\"{name}\"", sources, StringComparison.Ordinal));
    }
}
