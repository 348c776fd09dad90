# SPDX-License-Identifier: Apache-2.0
# Who may include whom.  A layer reaches what stands in its line and nothing else.
MAY_base     := base
MAY_model    := base model
MAY_page     := base page
MAY_registry := base model registry
MAY_spool    := base model spool
MAY_intake   := base model intake
MAY_post     := base model post
MAY_plan     := base model post plan
MAY_type     := base page type
MAY_slip     := base model page type slip
MAY_layout   := base model page type slip layout
MAY_mark     := base model page mark
MAY_readback := base model page mark readback
MAY_device   := base page device
MAY_compose  := base model page type layout mark device compose
MAY_proof    := base model page proof
MAY_printer  := base printer
MAY_report   := base report
MAY_app      := base model page registry spool intake post plan type slip layout mark readback device compose proof printer report app
MAY_cli      := base model report app cli
