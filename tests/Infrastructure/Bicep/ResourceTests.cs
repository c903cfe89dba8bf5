using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Bicep;

public sealed class ResourceTests
{
    [GrammarFact]
    public void Every_file_parses() => Assert.Empty(BicepFile.All.SelectMany(static file => file.Errors.Select(error => $"{file.Name} {error}")));

    [GrammarFact(NeedsFacts = true)]
    public void Every_resource_is_of_a_type_that_exists_and_has_its_keys_and_choices()
    {
        var types = AzureTypes.Load();
        var problems = BicepFile.All.SelectMany(file => file.Resources.SelectMany(types.ProblemsOf).Select(problem => $"{file.Name}: {problem}")).ToList();
        Assert.True(problems.Count == 0, string.Join(Environment.NewLine, problems));
        Assert.True(BicepFile.All.Sum(static file => file.Resources.Count) > 40);
    }

    [GrammarFact(NeedsFacts = true)]
    public void A_missing_key_a_foreign_key_a_wrong_kind_and_a_wrong_choice_are_noticed()
    {
        static BicepProperty Text(string key, string text) => new(key, new BicepValue("string", text, null, null));
        var wrong = new BicepResource("wrong", "Microsoft.Storage/storageAccounts@2025-06-01", false, new BicepValue("object", null,
        [
            Text("name", "x"),
            Text("kind", "Tape"),
            Text("colour", "red"),
            new("properties", new BicepValue("object", null, [Text("allowSharedKeyAccess", "false")], null)),
        ], null));
        var problems = AzureTypes.Load().ProblemsOf(wrong).ToList();
        Assert.Equal(
            ["wrong: sku is missing", "wrong: location is missing", "wrong.kind: 'Tape' is none", "wrong: there is no colour", "wrong.properties.allowSharedKeyAccess: string is no bool"],
            problems.Select(static problem => problem.Split(" of enum:")[0]));
        Assert.Single(AzureTypes.Load().ProblemsOf(wrong with { Type = "Microsoft.Storage/storageAccounts@1999-01-01" }));
    }

    [GrammarFact(NeedsFacts = true)]
    public void The_further_types_are_those_that_the_facts_do_not_have_and_each_is_used()
    {
        var facts = File.ReadAllText(Path.Combine(Repository.Shared, "azure-types.json"));
        Assert.All(AzureTypes.Further, type => Assert.DoesNotContain($"\"{type}\"", facts, StringComparison.Ordinal));
        var used = BicepFile.All.SelectMany(static file => file.Resources).Select(static resource => resource.Type).ToHashSet(StringComparer.Ordinal);
        Assert.All(AzureTypes.Further, type => Assert.Contains(type, used));
    }

    [GrammarFact]
    public void Every_module_is_called_with_the_parameters_it_declares()
    {
        foreach (var module in BicepFile.Named("main.bicep").Modules)
        {
            var declared = BicepFile.Named(Path.GetFileName(module.Path)).Parameters.Select(static parameter => parameter.Name);
            var given = module.Body.At("params")!.Properties!.Select(static property => property.Key);
            Assert.Equal(declared.Order(StringComparer.Ordinal), given.Order(StringComparer.Ordinal));
        }
    }

    [GrammarFact]
    public void Every_module_file_is_deployed()
    {
        var called = BicepFile.Named("main.bicep").Modules.Select(static module => Path.GetFileName(module.Path)).Order(StringComparer.Ordinal);
        var files = BicepFile.All.Select(static file => file.Name).Where(static name => name != "main.bicep").Order(StringComparer.Ordinal);
        Assert.Equal(files, called);
    }
}
