using PolyCloud.Orchestrations.Activities;
using PolyCloud.Orchestrations.Port;

namespace PolyCloud.Functions.Runtime;

/// <summary>The activities, given the workflows of the runtime that calls them.</summary>
public delegate ActivityCatalog ActivitySource(IWorkflowControl workflows);
