using PolyCloud.Infrastructure.Reading;

namespace PolyCloud.Infrastructure.Bicep;

/// <summary>Identities and roles alone open anything; nobody holds a key.</summary>
public sealed class AccessTests
{
    /// <summary>All that anybody may do: resource, who, role, scope.</summary>
    private static readonly string[] Expected =
    [
        "controlHostBlobs control b7e6dc6d-f1e8-4753-8033-0f276bb0955b host",
        "controlHostQueues control 974c5e8b-45b9-4653-ba55-5f855dd0fb88 host",
        "controlHostTables control 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 host",
        "controlOrchestrations control 0ad04412-c4d5-4796-b79c-f76d14c8d402 scheduler",
        "controlSecrets control 4633458b-17de-408a-b874-0445c86b69e6 vault",
        "controlState control 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 data",
        "controlTelemetry control 3913510d-42f4-4e42-8a64-420c390055eb insights",
        "workerEvents worker 2b629674-e913-4c01-ae53-ef4638d8f975 hub",
        "workerImage worker 7f951dda-4ed3-4680-a7ca-43fe172d538d registry",
        "workerJournal worker ba92f5b4-2d11-453d-a403-e96b0029c9fe journal",
        "workerSecrets worker 4633458b-17de-408a-b874-0445c86b69e6 vault",
        "workerState worker 0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3 data",
        "workerTelemetry worker 3913510d-42f4-4e42-8a64-420c390055eb insights",
    ];

    [GrammarFact]
    public void Each_identity_has_exactly_these_roles()
    {
        var assigned = BicepFile.All.SelectMany(static file => file.Resources
            .Where(static resource => resource.Type.StartsWith("Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal))
            .Select(resource => AssignmentOf(file, resource)));
        Assert.Equal(Expected, assigned.Order(StringComparer.Ordinal));
    }

    [GrammarFact]
    public void Nothing_lists_a_key_or_makes_a_signature_of_one()
    {
        string[] banned = ["listKeys", "listSecrets", "listCallbackUrl", "listAccountSas", "listServiceSas", "listCredentials", "list"];
        Assert.Empty(BicepFile.All.SelectMany(file => file.Calls.Where(call => banned.Contains(call, StringComparer.OrdinalIgnoreCase)).Select(call => $"{file.Name}: {call}")));
        string[] words = ["AccountKey=", "SharedAccessKey", "SharedAccessSignature", "accountKey", "sharedKey", "connectionStrings", "clientSecretSettingName", "StorageAccountConnectionString"];
        Assert.Empty(BicepFile.All.SelectMany(file => words.Where(word => file.Text.Contains(word, StringComparison.Ordinal)).Select(word => $"{file.Name}: {word}")));
    }

    [GrammarFact]
    public void No_parameter_and_no_output_is_a_secret() =>
        Assert.Empty(BicepFile.All.Where(static file => file.Text.Contains("@secure", StringComparison.Ordinal)).Select(static file => file.Name));

    [GrammarFact]
    public void Whatever_could_be_opened_with_a_key_has_keys_turned_off()
    {
        AssertEvery("Microsoft.Storage/storageAccounts@", "false", "properties", "allowSharedKeyAccess");
        AssertEvery("Microsoft.Storage/storageAccounts@", "false", "properties", "allowBlobPublicAccess");
        AssertEvery("Microsoft.EventHub/namespaces@", "true", "properties", "disableLocalAuth");
        AssertEvery("Microsoft.ContainerRegistry/registries@", "false", "properties", "adminUserEnabled");
        AssertEvery("Microsoft.KeyVault/vaults@", "true", "properties", "enableRbacAuthorization");
        AssertEvery("Microsoft.Insights/components@", "true", "properties", "DisableLocalAuth");
        AssertEvery("Microsoft.OperationalInsights/workspaces@", "true", "properties", "features", "disableLocalAuth");
    }

    [GrammarFact]
    public void Every_process_runs_as_its_own_user_assigned_identity()
    {
        var running = BicepFile.All.SelectMany(static file => file.Resources)
            .Where(static resource => !resource.Existing && (resource.Type.StartsWith("Microsoft.App/containerApps@", StringComparison.Ordinal) || resource.Type.StartsWith("Microsoft.Web/sites@", StringComparison.Ordinal)))
            .ToList();
        Assert.Equal(2, running.Count);
        Assert.All(running, static resource => Assert.Equal("UserAssigned", resource.Body.At("identity", "type")!.Text));
        var main = BicepFile.Named("main.bicep");
        var identities = main.Modules.Where(static module => module.Body.At("params", "identityId") is not null).Select(static module => module.Body.At("params", "identityId")!.Text);
        Assert.Equal(["identities.outputs.controlId", "identities.outputs.workerId"], identities.Order(StringComparer.Ordinal));
    }

    [GrammarFact]
    public void Only_regions_whose_addresses_the_venue_serves_are_offered() =>
        Assert.Equal(["northeurope", "swedencentral"], BicepFile.Named("main.bicep").Parameters.Single(static parameter => parameter.Name == "location").Allowed!);

    private static string AssignmentOf(BicepFile file, BicepResource resource)
    {
        var definition = resource.Body.At("properties", "roleDefinitionId")!.Text!;
        var role = definition[(definition.LastIndexOf(' ') + 1)..].TrimEnd(')');
        var principal = resource.Body.At("properties", "principalId")!.Text!;
        var scope = resource.Body.At("scope")!.Text!;
        Assert.Equal("ServicePrincipal", resource.Body.At("properties", "principalType")!.Text);
        Assert.Equal($"guid({scope}.id, {principal}, {role})", resource.Body.At("name")!.Text);
        var id = file.Variables.Single(variable => variable.Name == role).Value.Text;
        return $"{resource.Symbol} {principal.Replace("PrincipalId", "", StringComparison.Ordinal)} {id} {scope}";
    }

    private static void AssertEvery(string type, string expected, params string[] path)
    {
        var found = BicepFile.All.SelectMany(static file => file.Resources).Where(resource => !resource.Existing && resource.Type.StartsWith(type, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(found);
        Assert.All(found, resource => Assert.Equal(expected, resource.Body.At(path)?.Text));
    }
}
