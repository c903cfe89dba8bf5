using System.Text.Json;
using PolyCloud.Conformance.World;

namespace PolyCloud.Conformance;

public sealed class CredentialTests(ConformanceWorld world) : IClassFixture<ConformanceWorld>
{
    [OfficialClientFact]
    public async Task A_key_is_created_once_and_derived_afterwards()
    {
        var again = await world.Client.CallAsync(ConformanceWorld.Maker, "deriveApiKey");
        Assert.Equal(world.Credential.GetRawText(), again.GetRawText());
        var second = await world.Client.CallAsync(ConformanceWorld.Maker, "createApiKey", 0);
        Assert.False(second.TryGetProperty("key", out _), "a second key for the same nonce is refused");
        Assert.Contains(world.Credential.Text("key"), (await world.Client.CallAsync(ConformanceWorld.Maker, "getApiKeys")).Texts("apiKeys"));
    }

    [OfficialClientFact]
    public async Task A_deleted_key_is_no_longer_taken()
    {
        await world.OpenAsync("short-lived", ConformanceWorld.FirstKey, nonce: 7);
        Assert.Equal("OK", (await world.Client.CallAsync("short-lived", "deleteApiKey")).GetString());
        var refused = await world.Client.CallAsync("short-lived", "getApiKeys");
        Assert.Equal((401, "Unauthorized/Invalid api key"), (refused.GetProperty("status").GetInt32(), refused.Text("error")));
    }

    [OfficialClientFact]
    public async Task Read_only_and_builder_keys_are_made_listed_and_taken_back()
    {
        var key = (await world.Client.CallAsync(ConformanceWorld.Maker, "createReadonlyApiKey")).Text("apiKey");
        Assert.Equal([key], Strings(await world.Client.CallAsync(ConformanceWorld.Maker, "getReadonlyApiKeys")));
        Assert.True((await world.Client.CallAsync(ConformanceWorld.Maker, "deleteReadonlyApiKey", key)).GetBoolean());
        Assert.Empty(Strings(await world.Client.CallAsync(ConformanceWorld.Maker, "getReadonlyApiKeys")));

        var builder = await world.Client.CallAsync(ConformanceWorld.Maker, "createBuilderApiKey");
        Assert.NotEmpty(builder.Text("secret"));
        Assert.Equal(builder.Text("key"), (await world.Client.CallAsync(ConformanceWorld.Maker, "getBuilderApiKeys"))[0].Text("key"));
        await world.Client.CallAsync(ConformanceWorld.Maker, "revokeBuilderApiKey");
        Assert.Equal(0, (await world.Client.CallAsync(ConformanceWorld.Maker, "getBuilderApiKeys")).GetArrayLength());
    }

    [OfficialClientFact]
    public async Task An_account_in_closed_only_mode_is_told_so()
    {
        Assert.False((await world.Client.CallAsync(ConformanceWorld.Maker, "getClosedOnlyMode")).GetProperty("closed_only").GetBoolean());
        world.Inspect(venue =>
        {
            venue.Faults.SwitchOn("closed-only");
            return true;
        });
        Assert.True((await world.Client.CallAsync(ConformanceWorld.Maker, "getClosedOnlyMode")).GetProperty("closed_only").GetBoolean());
        world.Inspect(venue =>
        {
            venue.Faults.SwitchOff("closed-only");
            return true;
        });
    }

    private static List<string> Strings(JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetString()!)];
}
