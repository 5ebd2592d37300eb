#!/bin/sh
# Makes a cluster on this machine with kind, applies deploy/kubernetes to it, and runs the tests of the module that want a real one.
# Needs kind, kubectl and a container engine; CALICO is the address or the file of a manifest of Calico.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
name=skein
image=skein-agents:try
calico=${CALICO:?set CALICO to a manifest of Calico, for example calico.yaml of its release}

kind create cluster --name "$name" --config "$here/cluster.yaml" --kubeconfig "$here/kubeconfig"
trap 'kind delete cluster --name "$name"' EXIT
export KUBECONFIG="$here/kubeconfig"

kubectl apply --filename "$calico"
kubectl wait --for=condition=Ready nodes --all --timeout=300s

docker build --tag "$image" "$here/../agents-image"
kind load docker-image "$image" --name "$name"
kubectl apply --kustomize "$here/.."

cd "$here/../../../plugins/dataset-migrations-backend-module-kubernetes"
SKEIN_TEST_KUBECONFIG="$KUBECONFIG" SKEIN_TEST_IMAGE="$image" \
  ../../node_modules/.bin/backstage-cli package test --watchAll=false --testTimeout 600000 tests/real
