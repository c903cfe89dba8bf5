using System.Text.Json;
using System.Text.Json.Serialization;
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

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter() } };

    private readonly string _path;
    private readonly Lock _gate = new();
    private IReadOnlyList<ParameterProposal> _newestFirst;

    /// <exception cref="StoreUnavailableException">The file is there and cannot be understood.</exception>
    public ProposalBook(string path)
    {
        _path = path;
        _newestFirst = Read(path);
    }

    public IReadOnlyList<ParameterProposal> NewestFirst => Volatile.Read(ref _newestFirst);

    /// <summary>Null where there is no room.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be written down: it is not proposed.</exception>
    public ParameterProposal? Add(ParameterProposalRequest request, string who, Timestamp now)
    {
        lock (_gate)
        {
            var kept = _newestFirst.ToList();
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
            Write([proposal, .. kept]);
            return proposal;
        }
    }

    public ParameterProposal? Find(string id) => NewestFirst.FirstOrDefault(proposal => proposal.Id == id);

    /// <exception cref="StoreUnavailableException">It cannot be written down.</exception>
    public void Decide(string id, ProposalState state, string who, Timestamp now)
    {
        lock (_gate)
        {
            Write([.. _newestFirst.Select(proposal => proposal.Id == id ? proposal with { State = state, DecidedBy = who, DecidedAt = now } : proposal)]);
        }
    }

    private void Write(IReadOnlyList<ParameterProposal> proposals)
    {
        try
        {
            File.WriteAllBytes(_path + ".new", JsonSerializer.SerializeToUtf8Bytes(proposals, Json));
            File.Move(_path + ".new", _path, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{_path} cannot be written: {problem.Message}", problem);
        }

        Volatile.Write(ref _newestFirst, proposals);
    }

    private static List<ParameterProposal> Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<List<ParameterProposal>>(File.ReadAllBytes(path), Json) ?? [] : [];
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StoreUnavailableException($"{path} cannot be read: {problem.Message}", problem);
        }
    }
}
