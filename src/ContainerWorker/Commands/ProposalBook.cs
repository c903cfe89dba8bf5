using PolyCloud.Engine.Values;
using PolyCloud.ReadModel.Commands;
using PolyCloud.ReadModel.Snapshots;
using PolyCloud.Storage.Tables;

namespace PolyCloud.ContainerWorker.Commands;

/// <summary>Proposed changes of parameters and what became of them, in a file that outlives the process. The oldest decided ones make room.</summary>
internal sealed class ProposalBook
{
    /// <summary>More open wishes than a desk decides in a day; further ones are refused until some are decided.</summary>
    public const int Capacity = 100;

    private readonly StoredList<ParameterProposal> _file;
    private readonly Lock _gate = new();

    /// <exception cref="StoreUnavailableException">The file is there and cannot be understood.</exception>
    public ProposalBook(string path) => _file = new StoredList<ParameterProposal>(path);

    public IReadOnlyList<ParameterProposal> NewestFirst => _file.Items;

    /// <summary>Null where there is no room.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be written down: it is not proposed.</exception>
    public ParameterProposal? Add(ParameterProposalRequest request, string who, Timestamp now)
    {
        lock (_gate)
        {
            var kept = _file.Items.ToList();
            if (kept.Count == Capacity)
            {
                var oldest = kept.FindLastIndex(static proposal => proposal.State != ProposalState.Proposed);
                if (oldest < 0)
                {
                    return null;
                }

                kept.RemoveAt(oldest);
            }

            var proposal = new ParameterProposal(
                Guid.CreateVersion7().ToString("N"), request.Scope, request.Key, request.Group, request.AtOnce, request.Settings, request.Why, who, now, ProposalState.Proposed, "", default);
            _file.Write([proposal, .. kept]);
            return proposal;
        }
    }

    public ParameterProposal? Find(string id) => NewestFirst.FirstOrDefault(proposal => proposal.Id == id);

    /// <exception cref="StoreUnavailableException">It cannot be written down.</exception>
    public void Decide(string id, ProposalState state, string who, Timestamp now)
    {
        lock (_gate)
        {
            _file.Write([.. _file.Items.Select(proposal => proposal.Id == id ? proposal with { State = state, DecidedBy = who, DecidedAt = now } : proposal)]);
        }
    }
}
