using PolyCloud.Engine.Inventory;
using PolyCloud.Engine.Markets;
using PolyCloud.Engine.Orders;
using PolyCloud.Engine.Parameters;
using PolyCloud.Engine.Risk;
using PolyCloud.Engine.Signals;
using PolyCloud.Engine.Strategies;
using PolyCloud.Engine.Strategies.Asymmetric;

namespace PolyCloud.Engine;

/// <summary>Settings of the engine.</summary>
public sealed record EngineOptions
{
    /// <summary>Most markets any engine can hold: what strategies keep memory for.</summary>
    public const int MostMarkets = 256;

    /// <summary>The set of settings these began from: conservative, balanced or aggressive. Default conservative.</summary>
    public string Preset { get; init; } = "conservative";

    /// <summary>
    /// Strategies to run, one bot each, separated by commas; a name may come twice. Default asymmetric; at most 16.
    /// <see cref="StrategyCatalog.Names"/> lists them.
    /// </summary>
    public string Strategy { get; init; } = "asymmetric";

    public PhaseOptions Phases { get; init; } = new();

    public AsymmetricOptions Asymmetric { get; init; } = new();

    public BotsOptions Bots { get; init; } = new();

    public RiskOptions Risk { get; init; } = new();

    public SignalOptions Signals { get; init; } = new();

    public InventoryOptions Inventory { get; init; } = new();

    public OrderOptions Orders { get; init; } = new();

    /// <summary>Markets held at once: current windows, the next two, and those waiting for their winner. Default 16; range 1 to 256.</summary>
    public int MaximumMarkets { get; init; } = 16;

    /// <summary>Executions remembered per market; more halt it. Default 1 024; range 16 to 65 536.</summary>
    public int MaximumFillsPerMarket { get; init; } = 1_024;

    /// <summary>The settings of the strategies, as one set that can be changed while the engine runs.</summary>
    public StrategyParameters Parameters => new() { Asymmetric = Asymmetric, Bots = Bots };

    /// <summary>Texts naming key, value and allowed range of each bad setting; empty where all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        if (EnginePresets.Of(Preset) is null)
        {
            errors.Add($"engine.preset is '{Preset}'; allowed is {string.Join(", ", EnginePresets.Names)}");
        }

        StrategyCatalog.Validate(Strategy, errors, "engine.strategy");
        Parameters.Validate(errors, "engine");
        Phases.Validate(errors, "engine.phases");
        Risk.Validate(errors, "engine.risk");
        Signals.Validate(errors, "engine.signals");
        Inventory.Validate(errors, "engine.inventory");
        Orders.Validate(errors, "engine.orders");
        errors.Range("engine.maximumMarkets", MaximumMarkets, 1, MostMarkets);
        errors.Range("engine.maximumFillsPerMarket", MaximumFillsPerMarket, 16, 65_536);
        return errors.Texts;
    }
}
