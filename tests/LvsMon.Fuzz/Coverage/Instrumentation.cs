using System;
using System.Collections.Generic;
using System.IO;
using Mono.Cecil;
using Mono.Cecil.Cil;
using Mono.Cecil.Rocks;

namespace LvsMon.Fuzz.Coverage;

/// <summary>
/// Puts a call of <see cref="HitMap.Visit"/> at the beginning of every basic block of an assembly: a method's first
/// instruction, every target of a branch, what follows a branch, and where an exception is caught.
/// </summary>
internal sealed class Instrumentation
{
    private readonly List<string> _blocks = [];

    /// <summary>By block number: the full name of its type.</summary>
    internal IReadOnlyList<string> Blocks => _blocks;

    /// <summary>Instruments an assembly.</summary>
    /// <returns>The bytes of the new one.</returns>
    internal byte[] Apply(string path)
    {
        using AssemblyDefinition assembly = AssemblyDefinition.ReadAssembly(path);
        ModuleDefinition module = assembly.MainModule;
        MethodReference visit = Visit(module);
        foreach (TypeDefinition type in module.GetTypes())
        {
            foreach (MethodDefinition method in type.Methods)
            {
                if (method.HasBody)
                {
                    Apply(method, visit);
                }
            }
        }

        using MemoryStream stream = new();
        assembly.Write(stream);
        return stream.ToArray();
    }

    private static MethodReference Visit(ModuleDefinition module)
    {
        AssemblyNameReference home = AssemblyNameReference.Parse(typeof(HitMap).Assembly.FullName);
        module.AssemblyReferences.Add(home);
        TypeReference map = new(typeof(HitMap).Namespace, nameof(HitMap), module, home);
        MethodReference visit = new(nameof(HitMap.Visit), module.TypeSystem.Void, map);
        visit.Parameters.Add(new ParameterDefinition(module.TypeSystem.Int32));
        return visit;
    }

    /// <summary>A block's first instruction becomes the number of the block, and a copy of it follows the call: so
    /// whatever leads to the block leads to the call.</summary>
    private void Apply(MethodDefinition method, MethodReference visit)
    {
        MethodBody body = method.Body;
        body.SimplifyMacros();
        ILProcessor processor = body.GetILProcessor();
        foreach (Instruction first in Leaders(body))
        {
            if (_blocks.Count == HitMap.MaxBlocks)
            {
                throw new InvalidOperationException("the product has more blocks than the map");
            }

            Instruction copy = Instruction.Create(OpCodes.Nop);
            copy.OpCode = first.OpCode;
            copy.Operand = first.Operand;
            first.OpCode = OpCodes.Ldc_I4;
            first.Operand = _blocks.Count;
            Instruction call = Instruction.Create(OpCodes.Call, visit);
            processor.InsertAfter(first, call);
            processor.InsertAfter(call, copy);
            _blocks.Add(method.DeclaringType.FullName);
        }

        body.OptimizeMacros();
    }

    private static List<Instruction> Leaders(MethodBody body)
    {
        HashSet<Instruction> leaders = [body.Instructions[0]];
        foreach (Instruction instruction in body.Instructions)
        {
            if (instruction.Operand is Instruction target)
            {
                leaders.Add(target);
            }
            else if (instruction.Operand is Instruction[] targets)
            {
                leaders.UnionWith(targets);
            }

            bool branches = instruction.OpCode.FlowControl is FlowControl.Cond_Branch or FlowControl.Branch;
            if (branches && instruction.Next is { } next)
            {
                leaders.Add(next);
            }
        }

        foreach (ExceptionHandler handler in body.ExceptionHandlers)
        {
            leaders.Add(handler.HandlerStart);
            if (handler.FilterStart is { } filter)
            {
                leaders.Add(filter);
            }
        }

        // In the order of the code: the numbers, and so a run, must not depend on a hash.
        List<Instruction> ordered = [];
        foreach (Instruction instruction in body.Instructions)
        {
            if (leaders.Contains(instruction))
            {
                ordered.Add(instruction);
            }
        }

        return ordered;
    }
}
